export { sampleRepositories as default } from './module';
