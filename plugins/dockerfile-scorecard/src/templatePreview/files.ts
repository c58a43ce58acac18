/** Files as the scaffolder's dry run takes and gives them. */
export interface SerializedFile {
  path: string;
  base64Content: string;
}

export function serialize(path: string, text: string): SerializedFile {
  const bytes = new TextEncoder().encode(text);
  return {
    path,
    base64Content: btoa(
      bytes.reduce((binary, byte) => binary + String.fromCharCode(byte), ''),
    ),
  };
}

export function textOf({ base64Content }: SerializedFile): string {
  return new TextDecoder().decode(
    Uint8Array.from(atob(base64Content), character => character.charCodeAt(0)),
  );
}
