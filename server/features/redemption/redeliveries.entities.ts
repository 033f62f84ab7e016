import { Column, Entity, Index, PrimaryColumn } from 'typeorm'

/** A code that did not work and the one that was given for it. No code is replaced twice. */
@Entity('redemption_redelivery')
@Index('redemption_redelivery_code', ['programme_id', 'code_before'], { unique: true })
export class RedemptionRedeliveryRow {
  @PrimaryColumn({ type: 'varchar', length: 26 }) cardholder_id!: string
  @PrimaryColumn({ type: 'varchar', length: 26 }) id!: string
  @Column({ type: 'varchar', length: 32 }) programme_id!: string
  @Column({ type: 'varchar', length: 26 }) redemption_id!: string
  /** The request of two persons that it was done by. */
  @Column({ type: 'varchar', length: 26 }) request_id!: string
  @Column({ type: 'datetime', precision: 3 }) at!: Date | string
  @Column({ type: 'varchar', length: 26 }) code_before!: string
  @Column({ type: 'varchar', length: 16 }) masked_before!: string
  /** How the redemption stood with the code before: what is asked when its supplier is asked to make up for it. */
  @Column({ type: 'datetime', precision: 3, nullable: true }) valid_before!: Date | string | null
  @Column({ type: 'datetime', precision: 3, nullable: true }) revealed_before!: Date | string | null
  @Column({ type: 'datetime', precision: 3, nullable: true }) used_before!: Date | string | null
  @Column({ type: 'varchar', length: 26 }) code_after!: string
  @Column({ type: 'varchar', length: 16 }) masked_after!: string
}
