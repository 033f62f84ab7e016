import { Column, Entity, Index, PrimaryColumn } from 'typeorm'

/** The growth that the spends of one business day come to. It follows from the facts, so it is kept as one sum a day. */
@Entity('growth_day')
export class GrowthDayRow {
  @PrimaryColumn({ type: 'varchar', length: 26 }) cardholder_id!: string
  @PrimaryColumn({ type: 'varchar', length: 10 }) effective_on!: string
  @Column({ type: 'varchar', length: 32 }) programme_id!: string
  @Column({ type: 'bigint' }) amount!: string | number
}

/** The tier that a cardholder has now: where the path of their facts has come to. */
@Entity('tier_standing')
@Index('tier_standing_due', ['programme_id', 'due_on', 'cardholder_id'])
@Index('tier_standing_evaluated', ['programme_id', 'evaluated_on', 'cardholder_id'])
export class TierStandingRow {
  @PrimaryColumn({ type: 'varchar', length: 26 }) cardholder_id!: string
  @Column({ type: 'varchar', length: 32 }) programme_id!: string
  @Column({ type: 'varchar', length: 16 }) tier!: string
  @Column({ type: 'varchar', length: 10, nullable: true }) reached_on!: string | null
  @Column({ type: 'datetime', precision: 3 }) changed_at!: Date | string
  /** The last day of the term; null in the lowest tier. */
  @Column({ type: 'varchar', length: 10, nullable: true }) term_ends_on!: string | null
  /** The day up to which the path was followed. */
  @Column({ type: 'varchar', length: 10, nullable: true }) evaluated_on!: string | null
  /** The day on which time alone asks for another look; null when none does. */
  @Column({ type: 'varchar', length: 10, nullable: true }) due_on!: string | null
  /** The day of the last step, a renewal included. */
  @Column({ type: 'varchar', length: 10, nullable: true }) stepped_on!: string | null
  /** No window since the last step holds more growth than this; null when that is not known. */
  @Column({ type: 'bigint', nullable: true }) growth_peak!: string | number | null
  /** The evaluation of the upgrade that the cardholder has not been congratulated on; null when there is none. */
  @Column({ type: 'varchar', length: 26, nullable: true }) ceremony_id!: string | null
  /** The tiers that it leads from and to. */
  @Column({ type: 'varchar', length: 16, nullable: true }) ceremony_from!: string | null
  @Column({ type: 'varchar', length: 16, nullable: true }) ceremony_to!: string | null
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
  /** What it was worked out from, as JSON: see evaluationInputs.ts. */
  @Column({ type: 'text' }) inputs!: string
  @Column({ type: 'datetime', precision: 3 }) created_at!: Date | string
  @Column({ type: 'varchar', length: 16, default: 'upgrade' }) kind!: string
  /** The last day of the term that began; null in the lowest tier, and for evaluations from before terms. */
  @Column({ type: 'varchar', length: 10, nullable: true }) term_ends_on!: string | null
}

/** A tier that was reached early for points: a fact of its day, like a spend. */
@Entity('tier_purchase')
@Index('tier_purchase_made', ['programme_id', 'created_at'])
export class TierPurchaseRow {
  @PrimaryColumn({ type: 'varchar', length: 26 }) cardholder_id!: string
  @PrimaryColumn({ type: 'varchar', length: 26 }) id!: string
  @Column({ type: 'varchar', length: 32 }) programme_id!: string
  @Column({ type: 'varchar', length: 16 }) tier!: string
  @Column({ type: 'bigint' }) points!: string | number
  @Column({ type: 'varchar', length: 10 }) day!: string
  @Column({ type: 'varchar', length: 26 }) transaction_id!: string
  @Column({ type: 'datetime', precision: 3 }) created_at!: Date | string
}

/** A notice that a term ends: one row a term and mark, which is what keeps it from being sent again. */
@Entity('tier_notice')
export class TierNoticeRow {
  @PrimaryColumn({ type: 'varchar', length: 26 }) cardholder_id!: string
  @PrimaryColumn({ type: 'varchar', length: 10 }) term_ends_on!: string
  @PrimaryColumn({ type: 'int' }) days_before!: number
  @Column({ type: 'varchar', length: 32 }) programme_id!: string
  @Column({ type: 'datetime', precision: 3 }) sent_at!: Date | string
}
