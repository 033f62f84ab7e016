import { Column, Entity, Index, PrimaryColumn } from 'typeorm'

/** What is to be told to the outside, written in the transaction that made it true. */
@Entity('outbox')
@Index('outbox_due', ['due_at'])
export class OutboxRow {
  @PrimaryColumn({ type: 'varchar', length: 26 }) id!: string
  @Column({ type: 'varchar', length: 40 }) topic!: string
  @Column({ type: 'varchar', length: 32 }) programme_id!: string
  @Column({ type: 'varchar', length: 26 }) cardholder_id!: string
  /** JSON of the topic's shape. */
  @Column({ type: 'text' }) payload!: string
  /** How often a worker took it; also the fence that tells one worker's lease from the next one's. */
  @Column({ type: 'int' }) attempts!: number
  /** When it may be taken; null when nothing is left to do: done, or parked after too many attempts. */
  @Column({ type: 'datetime', precision: 3, nullable: true }) due_at!: Date | string | null
  @Column({ type: 'datetime', precision: 3, nullable: true }) done_at!: Date | string | null
  @Column({ type: 'varchar', length: 300, nullable: true }) last_error!: string | null
}
