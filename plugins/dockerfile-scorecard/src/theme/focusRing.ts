import type { Theme } from '@material-ui/core/styles';

/** A ring around whatever has the keyboard's focus; Material UI shows a ripple in grey, which few can see. */
export function focusRing(theme: Theme) {
  return {
    '& .MuiButtonBase-root.Mui-focusVisible, & a:focus-visible': {
      outline: `2px solid ${theme.palette.primary.main}`,
      outlineOffset: 2,
    },
  } as const;
}
