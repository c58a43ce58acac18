import '@testing-library/jest-dom';
import { configure } from '@testing-library/dom';

// Whole pages are rendered; a busy machine takes its time.
configure({ asyncUtilTimeout: 5_000 });
jest.setTimeout(30_000);
