/** Libraries and programs that a package calls and that its wheels do not bring. */
export interface WheelLibrary {
  /** Distributions, normalised. */
  distributions: readonly string[];
  /** What is missing at run time, for a message. */
  needs: string;
  /** Packages that bring it, by package manager. */
  apt: readonly string[];
  apk: readonly string[];
  /** Packages, by the whole name, that bring it or depend on what does. */
  satisfied: RegExp;
}

/**
 * Sources: the installation pages of each project; names of Debian 12 and 13, Ubuntu 22.04 and 24.04 (a name with `t64` is
 * provided under the old one), Alpine 3.20 to 3.23.
 */
export const WHEEL_LIBRARIES: readonly WheelLibrary[] = [
  {
    distributions: ['opencv-python', 'opencv-contrib-python'],
    needs: 'libGL.so.1',
    apt: ['libgl1', 'libglib2.0-0'],
    // there are no wheels for musl: what is built there links to what it found
    apk: [],
    satisfied:
      /^(?:libgl1.*|libglx.*|mesa-.*|libopencv.*|python3-opencv|ffmpeg|libav.*|chromium.*|firefox.*|libreoffice.*|libqt.*|qt.*|libgtk.*|xvfb|xserver.*|x11-apps|gstreamer.*|libgstreamer.*|vlc.*|tesseract-ocr|graphviz|blender|freeglut.*|libsdl2.*|.*desktop.*|task-.*)$/,
  },
  {
    distributions: ['weasyprint'],
    needs: 'libpango-1.0.so.0',
    apt: ['libpango-1.0-0', 'libpangoft2-1.0-0', 'libharfbuzz-subset0'],
    apk: ['pango'],
    satisfied:
      /^(?:libpango.*|pango.*|weasyprint|py3-weasyprint|python3-weasyprint|chromium.*|firefox.*|libreoffice.*|libgtk.*|gtk.*|graphviz|librsvg.*|imagemagick|inkscape|wkhtmltopdf)$/,
  },
  {
    distributions: ['python-magic'],
    needs: 'libmagic.so.1',
    apt: ['libmagic1'],
    apk: ['libmagic'],
    satisfied: /^(?:libmagic.*|file|file-dev|python3-magic|py3-magic)$/,
  },
  {
    distributions: ['pyzbar'],
    needs: 'libzbar.so.0',
    apt: ['libzbar0'],
    apk: ['zbar'],
    satisfied: /^(?:libzbar.*|zbar.*|python3-pyzbar)$/,
  },
  {
    distributions: ['pdf2image'],
    needs: '`pdftoppm`',
    apt: ['poppler-utils'],
    apk: ['poppler-utils'],
    satisfied: /^(?:poppler-utils|texlive.*|cups.*)$/,
  },
  {
    distributions: ['pytesseract'],
    needs: '`tesseract`',
    apt: ['tesseract-ocr'],
    apk: ['tesseract-ocr'],
    satisfied: /^(?:tesseract-ocr.*|ocrmypdf)$/,
  },
];
