import Box from '@material-ui/core/Box';
import { FleetContent } from '../components/Fleet';

/** The fleet in the new frontend system, which brings the header. */
export function FleetPage() {
  return (
    <Box padding={3}>
      <FleetContent />
    </Box>
  );
}
