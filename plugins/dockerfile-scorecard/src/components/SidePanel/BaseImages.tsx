import { makeStyles } from '@material-ui/core/styles';
import type { BaseImage } from 'backstage-plugin-dockerfile-scorecard-common';
import { bytes, day, isUnpinned, supportWords } from '../../words';
import { LineLink, Prose, Section, ToneChip } from '../parts';

const useStyles = makeStyles(theme => ({
  list: { listStyle: 'none', margin: 0, padding: 0 },
  image: {
    padding: theme.spacing(0.75, 0),
    fontSize: '0.875rem',
    '& + &': { borderTop: `1px solid ${theme.palette.divider}` },
  },
  name: { fontFamily: 'monospace', overflowWrap: 'anywhere' },
  facts: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0.5, 1),
    marginTop: 2,
    fontSize: '0.8125rem',
    color: theme.palette.text.secondary,
  },
}));

const useWords: Record<BaseImage['use'], string> = {
  final: 'the final image is built on it',
  build: 'used to build',
  copy: 'files are copied from it',
};

/** The same image used several times is one entry; each one that is not resolved stands alone. */
function byReference(images: readonly BaseImage[]): BaseImage[][] {
  const groups = new Map<string, BaseImage[]>();
  for (const image of images) {
    const key = image.reference ?? `line ${image.line}`;
    groups.set(key, [...(groups.get(key) ?? []), image]);
  }
  return [...groups.values()];
}

/** What the Dockerfile builds on, and how long that is supported. */
export function BaseImages(props: { images: readonly BaseImage[] }) {
  const classes = useStyles();
  if (props.images.length === 0) return null;
  return (
    <Section title="Base images">
      <ul className={classes.list}>
        {byReference(props.images).map(([image, ...others]) => (
          <li
            key={`${image.stage}:${image.line}:${image.reference}`}
            className={classes.image}
          >
            <span className={classes.name}>
              {image.reference ?? 'cannot be told'}
            </span>{' '}
            <ImageChips image={image} />
            <div className={classes.facts}>
              {[image, ...others].map(({ use, line, stage }) => (
                <span key={`${stage}:${line}:${use}`}>
                  {useWords[use]} <LineLink line={line} />
                </span>
              ))}
              {image.size && (
                <span
                  title={`Compressed, linux/amd64, read on ${day(
                    image.size.asOf,
                  )}`}
                >
                  {bytes(image.size.bytes)}
                </span>
              )}
              {image.unknown && (
                <span>
                  <Prose text={image.unknown} />
                </span>
              )}
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function ImageChips(props: { image: BaseImage }) {
  const { image } = props;
  const support = supportWords(image.endOfLife);
  return (
    <>
      {support && (
        <ToneChip
          tone={support.tone}
          title={
            image.endOfLife && `Security support until ${day(image.endOfLife)}`
          }
        >
          {support.text}
        </ToneChip>
      )}{' '}
      {image.reference && isUnpinned(image.reference) && (
        <ToneChip
          tone="warning"
          title="No version is named, so what it means changes by itself"
        >
          no version
        </ToneChip>
      )}{' '}
      {image.family && <ToneChip tone="neutral">{image.family}</ToneChip>}
    </>
  );
}
