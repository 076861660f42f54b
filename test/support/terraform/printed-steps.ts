/** Follows the steps that `rotate` and `services set-key` print. */

export interface PrintedStep {
  readonly text: string;
  readonly lines: readonly string[];
}

/** The numbered steps at the end of a command's messages. */
export function printedSteps(messages: string): PrintedStep[] {
  const [, list = ''] = messages.split(/^To make the Terraform configuration and state .* agree with Aiven:$/m);
  const [, ...steps] = list.split(/^\d+\. /m);
  return steps.map((step) => {
    const [text = '', ...lines] = step.trimEnd().split('\n');
    return { text, lines: lines.map((line) => line.trim()) };
  });
}

/** The commands to run, as lines for a shell. */
export function printedCommands(messages: string): string {
  return (
    printedSteps(messages)
      .find(({ text }) => text.startsWith('Run'))
      ?.lines.join('\n') ?? 'exit 9'
  );
}

/** Sets what the steps say in the resources that they name. */
export function followEdits(hcl: string, messages: string): string {
  return printedSteps(messages).reduce((text, step) => {
    const [, type, name] = /^In the configuration of (\w+)\.(\w+), set:$/.exec(step.text) ?? [];
    if (type === undefined) return text;
    const block = new RegExp(`resource "${type}" "${name}" \\{[\\s\\S]*?\\n\\}`);
    if (!block.test(text)) throw new Error(`There is no ${type}.${name} in:\n${text}`);
    return text.replace(block, (found) => step.lines.reduce(setAttribute, found));
  }, hcl);
}

function setAttribute(block: string, line: string): string {
  const [name = ''] = line.split(/\s*=/);
  const attribute = new RegExp(`^  ${name}\\s*=.*$`, 'm');
  if (!attribute.test(block)) throw new Error(`There is no ${name} in:\n${block}`);
  return block.replace(attribute, () => `  ${line}`);
}
