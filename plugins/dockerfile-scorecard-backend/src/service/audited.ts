import type { AuditorService } from '@backstage/backend-plugin-api';
import type { JsonObject } from '@backstage/types';
import type { Request } from 'express';

/** Does what a request asks for, and leaves a record of it and of how it went. */
export async function audited<T>(options: {
  auditor: AuditorService;
  eventId: string;
  /** Of a router whose types say more than those of Express. */
  request: unknown;
  meta: JsonObject;
  act(): Promise<T>;
}): Promise<T> {
  const { auditor, eventId, request, meta, act } = options;
  const event = await auditor.createEvent({
    eventId,
    severityLevel: 'low',
    request: request as Request,
    meta,
  });
  try {
    const result = await act();
    await event.success();
    return result;
  } catch (error) {
    await event.fail({
      error: error instanceof Error ? error : new Error(String(error)),
    });
    throw error;
  }
}
