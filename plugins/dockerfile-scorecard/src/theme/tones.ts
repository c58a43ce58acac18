import type { Theme } from '@material-ui/core/styles';
import type {
  Level,
  Severity,
} from 'backstage-plugin-dockerfile-scorecard-common';

/** A family of colours with a meaning; text in `text` reads on `background` and on paper with a contrast of 4.5:1 or more. */
export interface Tone {
  text: string;
  background: string;
  border: string;
}

export type ToneName =
  | 'bad'
  | 'warning'
  | 'good'
  | 'info'
  | 'neutral'
  | Exclude<Level, 'none'>;

const light: Record<ToneName, Tone> = {
  bad: { text: '#a3201a', background: '#fdecea', border: '#d9776f' },
  warning: { text: '#774c00', background: '#fff4dc', border: '#d6a236' },
  good: { text: '#175d37', background: '#e5f4ea', border: '#6fb58a' },
  info: { text: '#1f5493', background: '#eaf2fc', border: '#7ba6d6' },
  neutral: { text: '#4d5a66', background: '#f0f3f5', border: '#b4bfc8' },
  bronze: { text: '#84471f', background: '#f7e8dd', border: '#cf9f78' },
  silver: { text: '#4a5560', background: '#e9edf0', border: '#a6b1ba' },
  gold: { text: '#6b5000', background: '#fbf0cd', border: '#d3ad3c' },
};

const dark: Record<ToneName, Tone> = {
  bad: { text: '#ffb8b0', background: '#5a2f2d', border: '#c9665d' },
  warning: { text: '#ffd58a', background: '#544527', border: '#b58a36' },
  good: { text: '#a3e2bb', background: '#2c4d3a', border: '#57a276' },
  info: { text: '#a9d0ff', background: '#2f4560', border: '#628fc2' },
  neutral: { text: '#d3dae0', background: '#4c4f52', border: '#80878d' },
  bronze: { text: '#f3c29c', background: '#55402f', border: '#b98558' },
  silver: { text: '#dbe2e8', background: '#50565b', border: '#98a3ad' },
  gold: { text: '#f6d77a', background: '#524823', border: '#b99836' },
};

export function tones(theme: Theme): Record<ToneName, Tone> {
  return theme.palette.type === 'dark' ? dark : light;
}

/** Fills for bars; dark text reads on all of them in both themes. */
export const levelFill: Record<Level, string> = {
  none: '#e58a83',
  bronze: '#d29d74',
  silver: '#b3bcc4',
  gold: '#e3bd51',
};

export const ON_LEVEL_FILL = '#1d1a16';

export function levelTone(level: Level): ToneName {
  return level === 'none' ? 'bad' : level;
}

export function severityTone(severity: Severity): ToneName {
  switch (severity) {
    case 'critical':
    case 'high':
      return 'bad';
    case 'medium':
      return 'warning';
    case 'low':
      return 'info';
    default:
      return 'neutral';
  }
}
