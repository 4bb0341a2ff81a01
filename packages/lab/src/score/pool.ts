import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { ScenarioScore, ScoreTask } from './one.ts';

type Answer = { score: ScenarioScore } | { error: string };

/** Score tasks in processes of their own; scores come back in the order of the tasks. */
export async function scoreAll(
  tasks: readonly ScoreTask[],
  jobs: number,
  failed: (folder: string, error: string) => void,
): Promise<ScenarioScore[]> {
  const scores: (ScenarioScore | undefined)[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    const child = fork(fileURLToPath(new URL('./worker.ts', import.meta.url)), { execArgv: process.execArgv });
    try {
      for (let index = next++; index < tasks.length; index = next++) {
        const task = tasks[index];
        if (task === undefined) break;
        const answer = await new Promise<Answer>((resolve) => {
          const gone = (): void => resolve({ error: 'the process ended' });
          child.once('exit', gone);
          child.once('message', (message) => {
            child.off('exit', gone);
            resolve(message as Answer);
          });
          child.send(task);
        });
        if ('error' in answer) failed(task.folder, answer.error);
        else scores[index] = answer.score;
      }
    } finally {
      child.kill();
    }
  };
  await Promise.all(Array.from({ length: Math.min(jobs, tasks.length) }, work));
  return scores.filter((score) => score !== undefined);
}
