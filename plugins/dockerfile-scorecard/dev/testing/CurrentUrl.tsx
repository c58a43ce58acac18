import { useLocation } from 'react-router-dom';

/** Shows where the test app is. */
export function CurrentUrl() {
  const { pathname, search } = useLocation();
  return <output data-testid="url">{`${pathname}${search}`}</output>;
}
