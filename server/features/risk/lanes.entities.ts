import { Column, Entity, Index, PrimaryColumn } from 'typeorm'

/** One version of a programme's risk rules. Append only; the latest one counts. */
@Entity('risk_rule_set')
export class RiskRuleSetRow {
  @PrimaryColumn({ type: 'varchar', length: 32 }) programme_id!: string
  @PrimaryColumn({ type: 'datetime', precision: 3 }) since!: Date | string
  @Column({ type: 'varchar', length: 32 }) version!: string
  /** `RiskRuleSet` as JSON, as is that of a draft. */
  @Column({ type: 'text' }) definition!: string
}

/** The rules that a programme thinks of having next. */
@Entity('risk_draft')
export class RiskDraftRow {
  @PrimaryColumn({ type: 'varchar', length: 32 }) programme_id!: string
  @Column({ type: 'text' }) definition!: string
  /** 1 while it says of every decision what it would have done. */
  @Column({ type: 'int' }) in_shadow!: number
  @Column({ type: 'int' }) revision!: number
  @Column({ type: 'datetime', precision: 3 }) changed_at!: Date | string
  @Column({ type: 'varchar', length: 26 }) changed_by!: string
}

/** How one attempt was handled, and all that this was made of. Append only. */
@Entity('risk_decision')
@Index('risk_decision_apart', ['apart_of', 'id'])
export class RiskDecisionRow {
  @PrimaryColumn({ type: 'varchar', length: 32 }) programme_id!: string
  /** Carries when it was made. That of a decision which led to a redemption is the redemption's. */
  @PrimaryColumn({ type: 'varchar', length: 26 }) id!: string
  @Column({ type: 'varchar', length: 26 }) cardholder_id!: string
  /** The cardholder once more where no redemption came of it; decisions with one are found by it. */
  @Column({ type: 'varchar', length: 26, nullable: true }) apart_of!: string | null
  @Column({ type: 'varchar', length: 12 }) point!: string
  @Column({ type: 'varchar', length: 12 }) lane!: string
  /** Ids of the rules that applied, parted by blanks. */
  @Column({ type: 'varchar', length: 255 }) rules!: string
  @Column({ type: 'varchar', length: 32 }) version!: string
  /** As `factsText` writes them. */
  @Column({ type: 'text' }) facts!: string
  /** Keyed hashes; the address itself is not kept. */
  @Column({ type: 'varchar', length: 64 }) address_fingerprint!: string
  @Column({ type: 'varchar', length: 64 }) network_fingerprint!: string
  @Column({ type: 'varchar', length: 32, nullable: true }) shadow_version!: string | null
  @Column({ type: 'varchar', length: 12, nullable: true }) shadow_lane!: string | null
}

/** A redemption that is held for a person. */
@Entity('risk_review')
@Index('risk_review_queue', ['programme_id', 'state', 'promised_by', 'redemption_id'])
@Index('risk_review_redemption', ['redemption_id'])
export class RiskReviewRow {
  @PrimaryColumn({ type: 'varchar', length: 26 }) cardholder_id!: string
  @PrimaryColumn({ type: 'varchar', length: 26 }) redemption_id!: string
  @Column({ type: 'varchar', length: 32 }) programme_id!: string
  @Column({ type: 'varchar', length: 26 }) decision_id!: string
  @Column({ type: 'varchar', length: 10 }) state!: string
  /** Parted by blanks. */
  @Column({ type: 'varchar', length: 255 }) reasons!: string
  @Column({ type: 'varchar', length: 10 }) clear_by!: string
  @Column({ type: 'datetime', precision: 3 }) held_at!: Date | string
  @Column({ type: 'datetime', precision: 3 }) promised_by!: Date | string
  @Column({ type: 'datetime', precision: 3, nullable: true }) decided_at!: Date | string | null
  /** Null where a second proof set it free. */
  @Column({ type: 'varchar', length: 26, nullable: true }) decided_by!: string | null
  @Column({ type: 'varchar', length: 300, nullable: true }) decision_reason!: string | null
  /** Whom to top up when it is set free, sealed, for as long as it waits. */
  @Column({ type: 'varchar', length: 512, nullable: true }) account_cipher!: string | null
}
