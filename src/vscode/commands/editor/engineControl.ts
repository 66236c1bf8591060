/** *Pause Engine*, *Resume Engine*, and trying again when the storage could not be opened. */
import { window } from '../../exits/window.ts';
import { type Command, onEngine } from '../asking/commandParts.ts';

export const pauseEngine = onEngine(({ engine }) => {
  engine.pause();
  window.setStatusBarMessage(
    'PAN-OS: paused. Nothing new is started; steps under way come to their safe point.',
    5000,
  );
});

export const resumeEngine = onEngine(({ engine }) => engine.resume());

export const retryEngine: Command = async ({ holder }) => {
  await holder.restart();
};
