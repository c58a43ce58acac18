import {
  createContext,
  type ReactNode,
  useContext,
  useMemo,
  useState,
} from 'react';
import type {
  Scorecard,
  Waiver,
} from 'backstage-plugin-dockerfile-scorecard-common';
import type { RuleBook } from '../../data';
import { RequestWaiver } from './RequestWaiver';

/** What can be said of, and done about, the waivers of the service on this page. */
interface Desk {
  /** The waiver of a rule that is waiting or in force, if there is one. */
  openWaiver(rule: string): Waiver | undefined;
  /** Opens the form; undefined for those who may not ask. */
  request?: (rule: string) => void;
}

const DeskContext = createContext<Desk | undefined>(undefined);

/** Undefined where no service is shown: in previews and in the playground. */
export function useWaiverDesk(): Desk | undefined {
  return useContext(DeskContext);
}

interface WaiverDeskProps {
  scorecard: Scorecard;
  rules: RuleBook;
  /** Called when a waiver has been requested. */
  onChanged(): void;
  children: ReactNode;
}

/** Lets everything below it ask for waivers of this service. */
export function WaiverDesk(props: WaiverDeskProps) {
  const { scorecard, rules, onChanged } = props;
  const { waivers, allowed } = scorecard;
  const [rule, setRule] = useState<string>();
  const desk = useMemo<Desk>(
    () => ({
      openWaiver: id =>
        waivers.find(
          waiver =>
            waiver.rule === id &&
            (waiver.state === 'requested' || waiver.state === 'approved'),
        ),
      request: allowed.requestWaiver ? setRule : undefined,
    }),
    [waivers, allowed.requestWaiver],
  );
  return (
    <DeskContext.Provider value={desk}>
      {props.children}
      {rule !== undefined && (
        <RequestWaiver
          entityRef={scorecard.entityRef}
          rule={rule}
          title={rules.title(rule)}
          onClose={() => setRule(undefined)}
          onRequested={() => {
            setRule(undefined);
            onChanged();
          }}
        />
      )}
    </DeskContext.Provider>
  );
}
