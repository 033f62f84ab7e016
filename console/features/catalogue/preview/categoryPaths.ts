import type { BenefitCategory } from '../../../../shared/contract/catalogue'

/** One path on a grid of 24 for each category: the very pictures of the mini-program, which a test holds together. */
export const categoryPaths: Record<BenefitCategory, string> = {
  video:
    'M5.5 5h13A2.5 2.5 0 0 1 21 7.5v9a2.5 2.5 0 0 1-2.5 2.5h-13A2.5 2.5 0 0 1 3 16.5v-9A2.5 2.5 0 0 1 5.5 5zM10 9.2v5.6l5-2.8z',
  music: 'M9.5 18V5.5L20 3.5V16M4.5 18a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0-5 0M15 16a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0-5 0',
  reading: 'M12 6c-2-1.6-5-2-8-2v14c3 0 6 .4 8 2 2-1.6 5-2 8-2V4c-3 0-6 .4-8 2zM12 6v14',
  games: 'M8 7h8a5.5 5.5 0 0 1 0 11H8A5.5 5.5 0 0 1 8 7zM8 10.7v3.6M6.2 12.5h3.6M15 11.4h.01M17.5 13.6h.01',
  sports:
    'M3 12a9 9 0 1 0 18 0a9 9 0 1 0-18 0M12 8l3.8 2.8-1.4 4.4H9.6l-1.4-4.4zM12 8V3.2M15.8 10.8l4.6-1.5M14.4 15.2l2.8 3.9M9.6 15.2l-2.8 3.9M8.2 10.8L3.6 9.3',
  food: 'M5 9h12v6a5 5 0 0 1-5 5h-2a5 5 0 0 1-5-5zM17 10.5h1.5a2.25 2.25 0 0 1 0 4.5H17M9 3v2.5M13 3v2.5',
  travel:
    'M8 3h8a3 3 0 0 1 3 3v8a3 3 0 0 1-3 3H8a3 3 0 0 1-3-3V6a3 3 0 0 1 3-3zM5 10.5h14M8.5 13.8h.01M15.5 13.8h.01M8 17l-2 4M16 17l2 4',
  telecom: 'M6 3h3l2 5-2.5 1.8a12 12 0 0 0 5.7 5.7L16 13l5 2v3a2 2 0 0 1-2.2 2A16 16 0 0 1 4 5.2 2 2 0 0 1 6 3z',
}
