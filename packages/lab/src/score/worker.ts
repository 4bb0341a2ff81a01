import { scoreScenario, type ScoreTask } from './one.ts';

/** Answers each task that the parent process sends with its score, one after another. */
process.on('message', (task: ScoreTask) => {
  scoreScenario(task).then(
    (score) => process.send?.({ score }),
    (error: unknown) =>
      process.send?.({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
});
