/** Tools that download data of their own, which no package manager knows of. */
export type DataTool =
  | 'playwright'
  | 'puppeteer'
  | 'nltk'
  | 'huggingface'
  | 'torch'
  | 'tiktoken'
  | 'whisper'
  | 'cypress'
  | 'spacy';

/** Tools of Node.js: they travel with node_modules. */
export const NODE_TOOLS: ReadonlySet<DataTool> = new Set([
  'puppeteer',
  'cypress',
]);

/** Where a tool keeps its data. */
export interface DataPlace {
  /** For a message: "the browsers of Playwright". */
  what: string;
  /** Variable that names the directory; none where the data are a package. */
  variable: string | undefined;
  /** Directory where the variable is not set: below the home of the user, or from the root. */
  home: string;
  /** Searched whatever is set. */
  always: readonly string[];
  /** The program fails without the data; otherwise it downloads them again when it starts. */
  required: boolean;
}

/**
 * Sources: playwright.dev/python/docs/browsers, pptr.dev/guides/configuration, nltk.org/data.html,
 * huggingface.co/docs/huggingface_hub/package_reference/environment_variables, docs.pytorch.org/docs/stable/hub.html, github.com/openai/tiktoken (load.py), github.com/openai/whisper (load_model),
 * docs.cypress.io/app/references/advanced-installation
 */
export const DATA_PLACES: Readonly<Record<DataTool, DataPlace>> = {
  playwright: {
    what: 'the browsers of Playwright',
    variable: 'PLAYWRIGHT_BROWSERS_PATH',
    home: '.cache/ms-playwright',
    always: [],
    required: true,
  },
  puppeteer: {
    what: 'the browser of Puppeteer',
    variable: 'PUPPETEER_CACHE_DIR',
    home: '.cache/puppeteer',
    always: [],
    required: true,
  },
  nltk: {
    what: 'the data of NLTK',
    variable: 'NLTK_DATA',
    home: 'nltk_data',
    always: [
      '/usr/share/nltk_data',
      '/usr/local/share/nltk_data',
      '/usr/lib/nltk_data',
      '/usr/local/lib/nltk_data',
    ],
    required: true,
  },
  huggingface: {
    what: 'the models of Hugging Face',
    variable: 'HF_HOME',
    home: '.cache/huggingface',
    always: [],
    required: false,
  },
  spacy: {
    what: 'the model of spaCy',
    variable: undefined,
    home: '',
    always: [],
    required: true,
  },
  tiktoken: {
    what: 'the encodings of tiktoken',
    variable: 'TIKTOKEN_CACHE_DIR',
    home: '/tmp/data-gym-cache',
    always: [],
    required: false,
  },
  whisper: {
    what: 'the models of Whisper',
    variable: 'XDG_CACHE_HOME',
    home: '.cache/whisper',
    always: [],
    required: false,
  },
  cypress: {
    what: 'the program of Cypress',
    variable: 'CYPRESS_CACHE_FOLDER',
    home: '.cache/Cypress',
    always: [],
    required: true,
  },
  torch: {
    what: 'the models of PyTorch Hub',
    variable: 'TORCH_HOME',
    home: '.cache/torch',
    always: [],
    required: false,
  },
};
