import { Column, Entity, PrimaryColumn } from 'typeorm'

/** What a cardholder has said that they like; nothing is guessed from what they do. */
@Entity('cardholder_taste')
export class CardholderTasteRow {
  @PrimaryColumn({ type: 'varchar', length: 26 }) cardholder_id!: string
  @Column({ type: 'varchar', length: 32 }) programme_id!: string
  /** By comma, in the order in which they were chosen; empty for none. */
  @Column({ type: 'varchar', length: 128 }) chosen!: string
  /** 1 where they order the catalogue, else 0. */
  @Column({ type: 'int' }) personal!: number
  @Column({ type: 'datetime', precision: 3 }) changed_at!: Date | string
}
