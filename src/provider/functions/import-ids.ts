/** Functions for the import ID of a key, which is also the `id` of `aiven_cmk`. */

import { checkCmkId, checkProject, formatCmkImportId, parseCmkImportId } from '../../aiven';
import { defineFunction } from '../../plugin';

export const parseCmkImportIdFunction = defineFunction({
  name: 'parse_cmk_import_id',
  summary: 'Parses the import ID of a key.',
  description:
    'Parses `PROJECT/CMK_ID`, the import ID and `id` of `aiven_cmk`, into an object with the attributes `project` and `cmk_id`. The CMK ID is in lower case. Fails unless the ID has exactly two parts, the name of a project and a UUID.',
  parameters: [{ name: 'id', type: 'string', description: 'The import ID, `PROJECT/CMK_ID`.' }],
  returns: ['object', { project: 'string', cmk_id: 'string' }],
  run(id) {
    const { project, cmkId } = parseCmkImportId(id);
    return { project, cmk_id: cmkId };
  },
});

export const cmkImportIdFunction = defineFunction({
  name: 'cmk_import_id',
  summary: 'Formats the import ID of a key.',
  description:
    'Formats `PROJECT/CMK_ID`, which `import` blocks and `terraform import` take for `aiven_cmk`. The CMK ID is in lower case, as in the `id` of the resource.',
  parameters: [
    { name: 'project', type: 'string', description: 'Name of the Aiven project.', validators: [checkProject] },
    { name: 'cmk_id', type: 'string', description: 'ID of the key, a UUID.', validators: [checkCmkId] },
  ],
  returns: 'string',
  run: (project, cmkId) => formatCmkImportId({ project, cmkId }),
});
