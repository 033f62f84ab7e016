import { Column, Entity, PrimaryColumn } from 'typeorm'

/** Growth that a spend brought or a refund took. Append only; a correction is one more row of the same spend. */
@Entity('growth_entry')
export class GrowthEntryRow {
  @PrimaryColumn({ type: 'varchar', length: 26 }) cardholder_id!: string
  @PrimaryColumn({ type: 'varchar', length: 26 }) id!: string
  @Column({ type: 'varchar', length: 32 }) programme_id!: string
  @Column({ type: 'varchar', length: 26 }) card_id!: string
  /** The bank's transaction id of the purchase or refund. */
  @Column({ type: 'varchar', length: 64 }) spend_id!: string
  @Column({ type: 'bigint' }) amount!: string | number
  @Column({ type: 'datetime', precision: 3 }) occurred_at!: Date | string
  @Column({ type: 'varchar', length: 10 }) effective_on!: string
  @Column({ type: 'datetime', precision: 3 }) created_at!: Date | string
}

/** The tier that a cardholder has now. */
@Entity('tier_standing')
export class TierStandingRow {
  @PrimaryColumn({ type: 'varchar', length: 26 }) cardholder_id!: string
  @Column({ type: 'varchar', length: 32 }) programme_id!: string
  @Column({ type: 'varchar', length: 16 }) tier!: string
  @Column({ type: 'varchar', length: 10, nullable: true }) reached_on!: string | null
  @Column({ type: 'datetime', precision: 3 }) changed_at!: Date | string
}

/** Each evaluation that changed a standing, with its inputs, so that it can be explained and worked out again. */
@Entity('tier_evaluation')
export class TierEvaluationRow {
  @PrimaryColumn({ type: 'varchar', length: 26 }) cardholder_id!: string
  @PrimaryColumn({ type: 'varchar', length: 26 }) id!: string
  @Column({ type: 'varchar', length: 32 }) programme_id!: string
  @Column({ type: 'varchar', length: 16 }) tier_before!: string
  @Column({ type: 'varchar', length: 16 }) tier_after!: string
  @Column({ type: 'varchar', length: 10 }) reached_on!: string
  @Column({ type: 'bigint' }) growth!: string | number
  @Column({ type: 'varchar', length: 10 }) window_from!: string
  @Column({ type: 'varchar', length: 10 }) window_to!: string
  @Column({ type: 'bigint' }) threshold!: string | number
  /** The tier table and every spend in the window with its growth, as JSON. */
  @Column({ type: 'text' }) inputs!: string
  @Column({ type: 'datetime', precision: 3 }) created_at!: Date | string
}
