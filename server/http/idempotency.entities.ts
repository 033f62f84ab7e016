import { Column, Entity, Index, PrimaryColumn } from 'typeorm'

/** The first answer to each key that a caller made, kept at least 24 hours. */
@Entity('idempotency_key')
@Index('idempotency_key_age', ['created_at'])
export class IdempotencyKeyRow {
  @PrimaryColumn({ type: 'varchar', length: 26 }) cardholder_id!: string
  @PrimaryColumn({ type: 'varchar', length: 64 }) idempotency_key!: string
  @Column({ type: 'varchar', length: 40 }) endpoint_id!: string
  /** SHA-256 of the endpoint and its input, hex. */
  @Column({ type: 'varchar', length: 64 }) input_hash!: string
  /** The refusal's code, when the first answer was one. */
  @Column({ type: 'varchar', length: 40, nullable: true }) refusal!: string | null
  /** The reply as JSON, when the first answer was a success. */
  @Column({ type: 'text', nullable: true }) reply!: string | null
  @Column({ type: 'datetime', precision: 3 }) created_at!: Date | string
}
