import { testStoryOf } from '../../support/kind-story-tests.ts';

testStoryOf('voluntary-registration');
