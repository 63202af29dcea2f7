import type { JsonSchema } from '#kernel'

const TIMESTAMP = { type: 'string', format: 'date-time' }
const AVAILABILITY = { enum: ['ALIVE', 'PARTIAL', 'MAINTENANCE', 'DOWN'] }
const TEXT = { type: 'string', maxLength: 256 }

export const components: Readonly<Record<string, JsonSchema>> = {
  Availability: {
    type: 'object',
    required: ['availability'],
    properties: {
      availability: {
        type: 'array',
        items: {
          type: 'object',
          required: ['status', 'operationId'],
          properties: {
            status: AVAILABILITY,
            description: TEXT,
            operationId: TEXT,
            plannedAvailability: {
              type: 'array',
              items: {
                type: 'object',
                required: ['status', 'startTime', 'endTime'],
                properties: { status: AVAILABILITY, description: TEXT, startTime: TIMESTAMP, endTime: TIMESTAMP },
              },
            },
          },
        },
      },
    },
  },
  Capability: {
    type: 'object',
    required: ['fdxVersions', 'messageFormat', 'operations'],
    properties: {
      fdxVersions: { type: 'array', minItems: 1, items: { type: 'string' } },
      messageFormat: { enum: ['JSON'] },
      operations: {
        type: 'array',
        items: {
          type: 'object',
          required: ['id', 'availability'],
          properties: {
            id: TEXT,
            availability: AVAILABILITY,
            version: { type: 'string' },
            fdxVersions: { type: 'array', items: { type: 'string' } },
            link: {
              type: 'object',
              required: ['href'],
              properties: {
                href: { type: 'string' },
                action: { enum: ['GET', 'POST', 'PATCH', 'DELETE', 'PUT'] },
                rel: { type: 'string' },
                types: { type: 'array', items: { type: 'string' } },
              },
            },
          },
        },
      },
    },
  },
  CertificationMetrics: {
    type: 'object',
    required: ['metrics'],
    properties: {
      metrics: {
        type: 'array',
        items: {
          type: 'object',
          required: ['reportStartTimestamp', 'reportEndTimestamp', 'reportTimestamp'],
          properties: {
            reportStartTimestamp: TIMESTAMP,
            reportEndTimestamp: TIMESTAMP,
            reportTimestamp: TIMESTAMP,
            metricsName: TEXT,
            operationIds: { type: 'array', minItems: 1, items: TEXT },
            responseTimeAverage: { type: 'number', minimum: 0 },
            averageUpTime: { type: 'number', minimum: 0, maximum: 100 },
          },
        },
      },
    },
  },
}
