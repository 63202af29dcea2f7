import { expect, test } from 'vitest'
import { bareNumber, cnpjOf, cpfOf, isCnpj, isCpf } from '../../../server/markets/obb/registration-number.ts'

test('a CNPJ is right when both its check digits are', () => {
  expect(isCnpj('12345678000195')).toBe(true)
  expect(isCnpj('12345678000194')).toBe(false)
  expect(isCnpj('12345678000185')).toBe(false)
  expect(isCnpj('1234567800019')).toBe(false)
})

test('a CNPJ may have letters before its check digits', () => {
  expect(isCnpj('12ABC34501DE35')).toBe(true)
  expect(isCnpj('12ABC34501DE36')).toBe(false)
  expect(isCnpj('12ABC34501DEAB')).toBe(false)
})

test('a CPF is right when both its check digits are', () => {
  expect(isCpf('12345678909')).toBe(true)
  expect(isCpf('12345678908')).toBe(false)
  expect(isCpf('1234567890')).toBe(false)
})

test('a number of one repeated digit is nobody’s', () => {
  expect(isCnpj('00000000000000')).toBe(false)
  expect(isCpf('11111111111')).toBe(false)
})

test('punctuation is taken off and check digits are added', () => {
  expect(bareNumber(' 12.345.678/0001-95 ')).toBe('12345678000195')
  expect(cnpjOf('123456780001')).toBe('12345678000195')
  expect(cpfOf('123456789')).toBe('12345678909')
})
