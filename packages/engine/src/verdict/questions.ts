/** What has to be known of an image before a level above bronze is granted. @public */
export const QUESTIONS = ['base-image', 'user', 'start'] as const;

/** One of the questions that define a level. @public */
export type Question = (typeof QUESTIONS)[number];

/** The questions as part of a sentence: "… is not known". @public */
export const QUESTION_TITLES: Readonly<Record<Question, string>> = {
  'base-image': 'the base image',
  user: 'the user that it runs as',
  start: 'what it starts',
};
