import { Column, Entity, Index, PrimaryColumn } from 'typeorm'

/** One exchange. What it cost and was called is kept as it was at the moment of asking. */
@Entity('redemption')
@Index('redemption_key', ['cardholder_id', 'idempotency_key'], { unique: true })
@Index('redemption_benefit', ['cardholder_id', 'benefit_id'])
@Index('redemption_number', ['id'])
@Index('redemption_delivered', ['programme_id', 'delivered_at'])
export class RedemptionRow {
  @PrimaryColumn({ type: 'varchar', length: 26 }) cardholder_id!: string
  @PrimaryColumn({ type: 'varchar', length: 26 }) id!: string
  @Column({ type: 'varchar', length: 32 }) programme_id!: string
  @Column({ type: 'varchar', length: 32 }) benefit_id!: string
  /** The catalogue version whose words and price these are. */
  @Column({ type: 'varchar', length: 24 }) benefit_version!: string
  @Column({ type: 'varchar', length: 64 }) title!: string
  @Column({ type: 'varchar', length: 16 }) category!: string
  @Column({ type: 'bigint' }) points!: string | number
  /** `points`, or `entitlement`: given by the tier, for no points. */
  @Column({ type: 'varchar', length: 16, default: 'points' }) origin!: string
  /** For ever, unlike the answers kept beside keys: a key never redeems twice. */
  @Column({ type: 'varchar', length: 64 }) idempotency_key!: string
  @Column({ type: 'varchar', length: 12 }) state!: string
  /** The ledger transaction that took the points; an entitlement has none. */
  @Column({ type: 'varchar', length: 26, nullable: true }) transaction_id!: string | null
  @Column({ type: 'int', nullable: true }) code_seq!: number | null
  @Column({ type: 'varchar', length: 26, nullable: true }) code_id!: string | null
  @Column({ type: 'varchar', length: 16, nullable: true }) code_masked!: string | null
  @Column({ type: 'datetime', precision: 3, nullable: true }) valid_until!: Date | string | null
  /** `code`, `topup` or `link`, as it was at the moment of asking. */
  @Column({ type: 'varchar', length: 8, default: 'code' }) delivery!: string
  @Column({ type: 'varchar', length: 32, nullable: true }) campaign_id!: string | null
  /** The account that is topped up, masked. */
  @Column({ type: 'varchar', length: 64, nullable: true }) account_masked!: string | null
  /** Keyed hash of the account, to tell whether a repetition names the same one. */
  @Column({ type: 'varchar', length: 64, nullable: true }) account_fingerprint!: string | null
  /** The order at the supplier; the same for ever. */
  @Column({ type: 'varchar', length: 40, nullable: true }) order_no!: string | null
  /** The link that a supplier delivered, sealed. */
  @Column({ type: 'varchar', length: 1024, nullable: true }) link_cipher!: string | null
  /** Why it failed, in the supplier's code. */
  @Column({ type: 'varchar', length: 64, nullable: true }) failure!: string | null
  @Column({ type: 'datetime', precision: 3, nullable: true }) delivered_at!: Date | string | null
  /** When the code was first shown. */
  @Column({ type: 'datetime', precision: 3, nullable: true }) revealed_at!: Date | string | null
  /** When its owner said that it was used. */
  @Column({ type: 'datetime', precision: 3, nullable: true }) used_at!: Date | string | null
  @Column({ type: 'datetime', precision: 3 }) created_at!: Date | string
}

/** Every time that a whole code was shown, and to whom. */
@Entity('redemption_reveal')
@Index('redemption_reveal_age', ['at'])
export class RedemptionRevealRow {
  @PrimaryColumn({ type: 'varchar', length: 26 }) cardholder_id!: string
  @PrimaryColumn({ type: 'varchar', length: 26 }) redemption_id!: string
  @PrimaryColumn({ type: 'varchar', length: 26 }) id!: string
  @Column({ type: 'datetime', precision: 3 }) at!: Date | string
  @Column({ type: 'varchar', length: 26 }) session_id!: string
  @Column({ type: 'varchar', length: 64 }) address!: string
}
