import { createContext, type ReactNode, useContext } from 'react';

/** The line that the reader looks at, and the way to others. */
export interface LineNavigationState {
  /** Counted from 1; undefined when none is chosen. */
  line?: number;
  /** Changes with every jump, also with one to the same line. */
  jump: string;
  href(line: number): string;
}

const LineNavigationContext = createContext<LineNavigationState>({
  jump: '',
  href: line => `?line=${line}`,
});

export function LineNavigation(props: {
  value: LineNavigationState;
  children: ReactNode;
}) {
  return (
    <LineNavigationContext.Provider value={props.value}>
      {props.children}
    </LineNavigationContext.Provider>
  );
}

export function useLineNavigation(): LineNavigationState {
  return useContext(LineNavigationContext);
}
