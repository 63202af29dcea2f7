import { said, type Told } from '../wording.ts'

const CERTIFICATE_REQUESTS: Readonly<Record<string, string>> = {
  'too-large': 'é grande demais',
  'not-a-request': 'não é um pedido',
  signature: 'não está assinado pela chave que indica',
  key: 'sua chave não é RSA ou tem menos de 2048 bits',
}

/** Refusals of the directory's part of the console. */
export const DIRECTORY: Readonly<Record<string, Told>> = {
  'certificate-kind-unknown': said(
    'Tipo de certificado inexistente',
    ({ kind }) => `Este titular não recebe certificado ${kind}.`,
    'Certificados de transporte e de servidor são de softwares; os de assinatura, de softwares e organizações de mercados que os têm.',
  ),
  'certificate-request-invalid': said(
    'Pedido de certificado inválido',
    ({ reason }) => `O pedido de certificado não pode ser usado: ${CERTIFICATE_REQUESTS[String(reason)] ?? reason}.`,
    'Envie um pedido (PKCS #10) em PEM para uma chave RSA de 2048 bits ou mais, ou nenhum: o diretório faz a chave.',
  ),
  'certificate-key-elsewhere': said(
    'A chave privada não está aqui',
    'O diretório não guarda a chave privada deste certificado.',
    'Ela está com quem enviou o pedido de certificado; ou renove o certificado para que uma chave seja feita.',
  ),
  'organisation-is-the-bank': said(
    'O próprio banco da instalação',
    'Esta organização é o próprio banco da instalação: ela não pode ser retirada.',
    'Escolha outra organização.',
  ),
  'organisation-generated': said(
    'Parte do histórico gerado',
    'Esta organização foi inventada com o histórico: não tem chaves e não toma parte.',
    'Cadastre uma organização sua.',
  ),
}
