/** The bank's sign, as lists of participants show it: an image of its own, with nothing that runs. */
export const BANK_LOGO = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" width="512" height="512"><title>Banco Bancada</title><rect x="1" y="1" width="30" height="30" rx="7.5" fill="#0b6b4f"/><path d="M6 12h20M9 12v11M23 12v11M9 18h14" fill="none" stroke="#fff" stroke-width="2.6" stroke-linecap="round"/></svg>
`
