// What a script tag may say of a file in its attribute integrity (W3C Subresource Integrity).
import { createHash } from 'node:crypto'

/** @param {Uint8Array} bytes */
export const integrityOf = (bytes) => `sha384-${createHash('sha384').update(bytes).digest('base64')}`
