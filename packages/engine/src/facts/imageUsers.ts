import { officialNameOf } from './officialImages';

/** A user that an image makes and leaves to those who build on it. */
interface ImageUser {
  id: string;
  name: string;
}

/** By the name of the official image; from the Dockerfiles of docker-node and docker-gradle. */
const USERS: Readonly<Record<string, ImageUser>> = {
  node: { id: '1000', name: 'node' },
  gradle: { id: '1000', name: 'gradle' },
};

/** The user without rights that an image has, though it starts as root. */
export function imageUserOf({
  name,
}: {
  name: string;
}): ImageUser | undefined {
  return USERS[officialNameOf(name) ?? ''];
}
