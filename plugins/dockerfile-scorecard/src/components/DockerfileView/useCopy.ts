import { useCallback, useEffect, useState } from 'react';
import useCopyToClipboard from 'react-use/esm/useCopyToClipboard';

const SHOWN_MS = 4_000;

/** Copies text and tells for a while which of several texts it was. */
export function useCopy(): [
  copied: string | undefined,
  copy: (name: string, text: string) => void,
] {
  const [, copyToClipboard] = useCopyToClipboard();
  const [copied, setCopied] = useState<string>();
  useEffect(() => {
    if (copied === undefined) return undefined;
    const timer = setTimeout(() => setCopied(undefined), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = useCallback(
    async (name: string, text: string) => {
      try {
        await navigator.clipboard.writeText(text);
      } catch {
        // Pages that are not served over HTTPS have no clipboard of that kind.
        copyToClipboard(text);
      }
      setCopied(name);
    },
    [copyToClipboard],
  );
  return [copied, copy];
}
