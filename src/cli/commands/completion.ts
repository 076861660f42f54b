/** `aiven-byok completion`: a script that teaches a shell this command line. */

import type { CommandDefinition } from '../program/command';

const shells = ['bash', 'zsh', 'fish'] as const;

export const completionCommand: CommandDefinition = {
  name: 'completion',
  summary: 'Print a script that completes commands and options in bash, zsh or fish',
  description:
    'bash: eval "$(aiven-byok completion bash)" in ~/.bashrc; zsh: the same with zsh in ~/.zshrc, after compinit; ' +
    'fish: aiven-byok completion fish | source in ~/.config/fish/config.fish.',
  arguments: [{ name: '<shell>', description: 'the shell', choices: shells }],
  options: [],
  exitCodes: { 1: null, 130: null },
  examples: ['aiven-byok completion bash'],
  async run(_, context) {
    // At run time, because the list of commands holds this one.
    const { commands, groups } = require('../run') as typeof import('../run');
    const { placesOf } = require('../completion/words') as typeof import('../completion/words');
    const places = placesOf(commands, groups);
    context.output.data(scriptFor(context.arguments[0] as (typeof shells)[number])(places));
    return 0;
  },
};

function scriptFor(shell: (typeof shells)[number]) {
  switch (shell) {
    case 'bash':
      return (require('../completion/bash') as typeof import('../completion/bash')).bashScript;
    case 'zsh':
      return (require('../completion/zsh') as typeof import('../completion/zsh')).zshScript;
    case 'fish':
      return (require('../completion/fish') as typeof import('../completion/fish')).fishScript;
  }
}
