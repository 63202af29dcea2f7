import type { JsonSchema } from '#kernel'
import { closed, type SchemaFile } from '../../schema-file.ts'
import schemaFile from './schema.json' with { type: 'json' }

/** The facts of the official document. */
export const file = schemaFile as unknown as SchemaFile

/** The request's schemas, closed and with the rules the official document states in prose. */
export function requestSchemas(): Record<string, JsonSchema> {
  const lodging = closedSchema('CreateConsent')
  const permissions = property(property(lodging, 'data'), 'permissions')
  permissions.uniqueItems = true
  const person = closedSchema('LoggedUserDocument')
  property(person, 'rel').enum = ['CPF']
  const company = closedSchema('BusinessEntityDocument')
  property(company, 'rel').enum = ['CNPJ']
  const extendingPerson = closedSchema('LoggedUserDocumentExtensions')
  property(extendingPerson, 'rel').enum = ['CPF']
  const extendingCompany = closedSchema('BusinessEntityDocumentExtensions')
  property(extendingCompany, 'rel').enum = ['CNPJ']
  return {
    CreateConsent: lodging,
    LoggedUser: closedSchema('LoggedUser'),
    LoggedUserDocument: person,
    BusinessEntity: closedSchema('BusinessEntity'),
    BusinessEntityDocument: company,
    CreateConsentExtensions: closedSchema('CreateConsentExtensions'),
    LoggedUserExtensions: closedSchema('LoggedUserExtensions'),
    LoggedUserDocumentExtensions: extendingPerson,
    BusinessEntityExtensions: closedSchema('BusinessEntityExtensions'),
    BusinessEntityDocumentExtensions: extendingCompany,
  }
}

function closedSchema(name: string): JsonSchema {
  return closed(file.components[name] as JsonSchema)
}

function property(schema: JsonSchema, name: string): JsonSchema {
  return (schema.properties as Record<string, JsonSchema>)[name] as JsonSchema
}
