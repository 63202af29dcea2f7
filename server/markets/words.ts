/** A text in each language of the product. */
export type Words = { en: string; 'pt-BR': string }
