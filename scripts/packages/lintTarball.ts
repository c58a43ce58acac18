/** publint and attw on a tarball. */
import {
  checkPackage,
  createPackageFromTarballData,
} from '@arethetypeswrong/core';
import { readFileSync } from 'node:fs';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';

export interface Remark {
  code: string;
  text: string;
}

async function publintRemarks(data: ArrayBuffer): Promise<Remark[]> {
  const { messages, pkg } = await publint({ pack: { tarball: data } });
  return messages.map(message => ({
    code: message.code,
    text: formatMessage(message, pkg, { color: false }) ?? '',
  }));
}

async function attwRemarks(data: Uint8Array): Promise<Remark[]> {
  const result = await checkPackage(createPackageFromTarballData(data));
  if (!result.types)
    return [{ code: 'NoTypes', text: 'There are no declarations' }];
  return result.problems.map(problem => ({
    code: problem.kind,
    text: `${problem.kind}: ${JSON.stringify(problem)}`,
  }));
}

export async function lintTarball(path: string): Promise<Remark[]> {
  const data = new Uint8Array(readFileSync(path));
  return [...(await publintRemarks(data.buffer)), ...(await attwRemarks(data))];
}
