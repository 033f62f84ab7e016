/** "1" of 100 basis points: points for a yuan (100 fen), as floor(fen × rate ÷ 10,000) gives them. */
export function pointsPerYuan(rateBasisPoints: number): string {
  return String(rateBasisPoints / 100)
}
