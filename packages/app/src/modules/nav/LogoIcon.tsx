/** Three stacked layers, the top one checked: an image that was judged. */
export const LogoIcon = () => (
  <svg width="26" height="28" viewBox="0 0 26 28" role="img" aria-hidden>
    <path d="M13 15 1 21l12 6 12-6z" fill="#7a869a" />
    <path d="M13 9 1 15l12 6 12-6z" fill="#c08a5c" />
    <path d="M13 1 1 8l12 7 12-7z" fill="#e0b84a" />
    <path
      d="m8.5 8 3 2.6L18 5.4"
      fill="none"
      stroke="#1f2430"
      strokeWidth="1.8"
    />
  </svg>
);
