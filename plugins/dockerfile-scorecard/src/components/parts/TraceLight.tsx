import {
  createContext,
  type ReactNode,
  useContext,
  useMemo,
  useState,
} from 'react';

/** Lines of the finding that the reader points at, for everything on the page that shows the same path. */
interface TraceLightState {
  /** Undefined when no finding is pointed at. */
  lit?: ReadonlySet<number>;
  light(lines: ReadonlySet<number> | undefined): void;
}

const TraceLightContext = createContext<TraceLightState>({ light: () => {} });

/** Lets a finding below it light its path in the graph. */
export function TraceLight(props: { children: ReactNode }) {
  const [lit, light] = useState<ReadonlySet<number>>();
  const value = useMemo(() => ({ lit, light }), [lit]);
  return (
    <TraceLightContext.Provider value={value}>
      {props.children}
    </TraceLightContext.Provider>
  );
}

export function useTraceLight(): TraceLightState {
  return useContext(TraceLightContext);
}

/** How something made by these lines looks while a path is lit: strong, faint, or as ever. */
export function lightOf(
  lit: ReadonlySet<number> | undefined,
  lines: readonly number[],
): 'on' | 'off' | undefined {
  if (!lit) return undefined;
  return lines.some(line => lit.has(line)) ? 'on' : 'off';
}
