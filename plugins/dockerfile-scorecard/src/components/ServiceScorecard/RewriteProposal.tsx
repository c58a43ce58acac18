import { useState } from 'react';
import { parseEntityRef } from '@backstage/catalog-model';
import { LinkButton } from '@backstage/core-components';
import { useApi } from '@backstage/core-plugin-api';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import type {
  DockerfileScorecard,
  ProposedRewrite,
  Standing,
} from 'backstage-plugin-dockerfile-scorecard-common';
import { dockerfileScorecardApiRef } from '../../api';
import { messageOf, useLoader } from '../../data';
import { usePlayground } from '../../navigation';
import { levelName } from '../../words';
import { useChangeRequest } from '../ChangeRequest';
import { DockerignoreText, TextDiff, useCopy } from '../DockerfileView';
import { Notice, Prose, Section } from '../parts';

const useStyles = makeStyles(theme => ({
  text: { margin: theme.spacing(0, 0, 1), fontSize: '0.875rem' },
  list: {
    margin: theme.spacing(0, 0, 1),
    paddingLeft: theme.spacing(2.5),
    fontSize: '0.875rem',
  },
  actions: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
    fontSize: '0.8125rem',
  },
}));

function standing({ level, score }: Standing): string {
  return `${levelName[level]}${score === null ? '' : ` ${score}`}`;
}

interface RewriteProposalProps {
  entityRef: string;
  dockerfile: DockerfileScorecard;
}

/** A multi-stage Dockerfile in place of this one. It is made when somebody asks for it. */
export function RewriteProposal(props: RewriteProposalProps) {
  const classes = useStyles();
  const [isWanted, setWanted] = useState(false);
  return (
    <Section title="Build it in two stages">
      {isWanted ? (
        <LoadedProposal {...props} />
      ) : (
        <>
          <p className={classes.text}>
            A build stage installs or compiles; the final image gets only the
            result.
          </p>
          <Button
            size="small"
            variant="outlined"
            color="primary"
            onClick={() => setWanted(true)}
          >
            Propose a rewrite
          </Button>
        </>
      )}
    </Section>
  );
}

function LoadedProposal(props: RewriteProposalProps) {
  const { entityRef, dockerfile } = props;
  const api = useApi(dockerfileScorecardApiRef);
  const classes = useStyles();
  const { value, error, loading } = useLoader({
    key: `${entityRef} ${dockerfile.evaluation.contentHash}`,
    load: signal => api.listRewrites(parseEntityRef(entityRef), { signal }),
  });
  if (error)
    return (
      <Notice tone="warning" title="No rewrite could be made">
        <p>{messageOf(error)}</p>
      </Notice>
    );
  if (loading)
    return (
      <p className={classes.text} role="status">
        Writing and evaluating it …
      </p>
    );
  const found = value?.items.find(({ path }) => path === dockerfile.path);
  return found ? (
    <Proposal dockerfile={dockerfile} rewrite={found.rewrite} />
  ) : (
    <p className={classes.text} role="status">
      {dockerfile.path} is no longer a Dockerfile of this service.
    </p>
  );
}

function Proposal(props: {
  dockerfile: DockerfileScorecard;
  rewrite: ProposedRewrite;
}) {
  const { dockerfile, rewrite } = props;
  const classes = useStyles();
  const [copied, copy] = useCopy();
  const playground = usePlayground();
  const change = useChangeRequest()?.({ change: 'rewrite' });
  if (rewrite.kind === 'not-offered')
    return (
      <div role="status">
        <p className={classes.text}>No rewrite is offered:</p>
        <ul className={classes.list}>
          {rewrite.reasons.map(reason => (
            <li key={reason}>
              <Prose text={reason} />
            </li>
          ))}
        </ul>
      </div>
    );
  const { text, dockerignore, notes, before, after } = rewrite;
  const inPlayground = playground(text);
  return (
    <>
      <p className={classes.text} role="status">
        Is {standing(before)}, would be <strong>{standing(after)}</strong>. It
        was evaluated: nothing fails that did not fail before.
      </p>
      {notes.length > 0 && (
        <>
          <p className={classes.text}>Check before you merge it:</p>
          <ul className={classes.list}>
            {notes.map(note => (
              <li key={note}>
                <Prose text={note} />
              </li>
            ))}
          </ul>
        </>
      )}
      <TextDiff
        label={`Rewrite of ${dockerfile.path}`}
        before={dockerfile.text}
        after={text}
        around={3}
      />
      {dockerignore !== undefined && (
        <DockerignoreText
          label=".dockerignore of the rewrite"
          text={dockerignore}
        />
      )}
      <div className={classes.actions}>
        {change && (
          <LinkButton
            size="small"
            variant="contained"
            color="primary"
            to={change}
          >
            Open as a change request
          </LinkButton>
        )}
        <Button
          size="small"
          variant="outlined"
          color="primary"
          onClick={() => copy('file', text)}
        >
          Copy whole Dockerfile
        </Button>
        {dockerignore !== undefined && (
          <Button
            size="small"
            variant="outlined"
            color="primary"
            onClick={() => copy('ignore', dockerignore)}
          >
            Copy .dockerignore
          </Button>
        )}
        {inPlayground && (
          <LinkButton size="small" to={inPlayground}>
            Try in the playground
          </LinkButton>
        )}
        <span role="status">
          {copied === 'file' && 'Dockerfile copied'}
          {copied === 'ignore' && '.dockerignore copied'}
        </span>
      </div>
    </>
  );
}
