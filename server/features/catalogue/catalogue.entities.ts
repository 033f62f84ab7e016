import { Column, Entity, Index, PrimaryColumn } from 'typeorm'

/** One row a programme: the version that is shown now. Loads queue on it. */
@Entity('catalogue')
export class CatalogueRow {
  @PrimaryColumn({ type: 'varchar', length: 32 }) programme_id!: string
  @Column({ type: 'varchar', length: 24 }) version!: string
  /** SHA-256 of the benefits file and of how it was loaded, hex; empty before the first load. */
  @Column({ type: 'varchar', length: 64 }) benefits_hash!: string
  @Column({ type: 'datetime', precision: 3 }) loaded_at!: Date | string
}

/** Every load that changed something. */
@Entity('catalogue_load')
@Index('catalogue_load_codes', ['programme_id', 'codes_hash'])
export class CatalogueLoadRow {
  @PrimaryColumn({ type: 'varchar', length: 32 }) programme_id!: string
  @PrimaryColumn({ type: 'varchar', length: 26 }) id!: string
  @Column({ type: 'varchar', length: 24 }) version!: string
  @Column({ type: 'varchar', length: 64 }) benefits_hash!: string
  /** SHA-256 of the codes file, hex, when there was one. */
  @Column({ type: 'varchar', length: 64, nullable: true }) codes_hash!: string | null
  /** `LoadCounts` as JSON. */
  @Column({ type: 'text' }) counts!: string
  @Column({ type: 'datetime', precision: 3 }) loaded_at!: Date | string
}

@Entity('benefit')
@Index('benefit_position', ['programme_id', 'position', 'benefit_id'])
export class BenefitRow {
  @PrimaryColumn({ type: 'varchar', length: 32 }) programme_id!: string
  @PrimaryColumn({ type: 'varchar', length: 32 }) benefit_id!: string
  @Column({ type: 'varchar', length: 64 }) title!: string
  @Column({ type: 'varchar', length: 16 }) category!: string
  /** The lowest tier that may redeem it. */
  @Column({ type: 'varchar', length: 16 }) tier!: string
  @Column({ type: 'bigint' }) points!: string | number
  @Column({ type: 'datetime', precision: 3 }) starts_at!: Date | string
  /** The last moment of its window. */
  @Column({ type: 'datetime', precision: 3 }) ends_at!: Date | string
  @Column({ type: 'int' }) limit_per_person!: number
  @Column({ type: 'int' }) valid_days!: number
  @Column({ type: 'text' }) description!: string
  /** One step a line. */
  @Column({ type: 'text' }) steps!: string
  /** `code` from the pool, `topup` of an account, or `link`: from the pool, or from a supplier where one is named. */
  @Column({ type: 'varchar', length: 8, default: 'code' }) delivery!: string
  /** Whom it is ordered from; null where it comes from the pool. */
  @Column({ type: 'varchar', length: 32, nullable: true }) supplier!: string | null
  /** The supplier's own name of it. */
  @Column({ type: 'varchar', length: 64, nullable: true }) sku!: string | null
  /** What is topped up: `phone`, `qq` or `wechat`. */
  @Column({ type: 'varchar', length: 8, nullable: true }) account_kind!: string | null
  /** Per person, by Shanghai day, week from Monday, and month; null for no such limit. */
  @Column({ type: 'int', nullable: true }) limit_per_day!: number | null
  @Column({ type: 'int', nullable: true }) limit_per_week!: number | null
  @Column({ type: 'int', nullable: true }) limit_per_month!: number | null
  /** Benefits of one campaign share its limit per person. */
  @Column({ type: 'varchar', length: 32, nullable: true }) campaign_id!: string | null
  @Column({ type: 'int', nullable: true }) campaign_limit!: number | null
  /** Card products that may redeem it, by comma; null for all. */
  @Column({ type: 'varchar', length: 255, nullable: true }) products!: string | null
  /** Portions of the stock that come later, as JSON `[{ at, stock }]`; null where all of it is there from the start. */
  @Column({ type: 'text', nullable: true }) releases!: string | null
  /** Operators are told when less is left. */
  @Column({ type: 'int', nullable: true }) low_stock_at!: number | null
  /** Its place in the file, which is its place on the screen. */
  @Column({ type: 'int' }) position!: number
  /** The catalogue version that last changed it. */
  @Column({ type: 'varchar', length: 24 }) version!: string
  /** Set when it was taken out of the catalogue: it has ended, and those who redeemed it still find its steps. */
  @Column({ type: 'datetime', precision: 3, nullable: true }) retired_at!: Date | string | null
}

/** The hot row: every redemption of the benefit changes it. What is left is stock − issued. */
@Entity('benefit_stock')
export class BenefitStockRow {
  @PrimaryColumn({ type: 'varchar', length: 32 }) programme_id!: string
  @PrimaryColumn({ type: 'varchar', length: 32 }) benefit_id!: string
  /** How many may be issued in all; never more than there are codes. */
  @Column({ type: 'int' }) stock!: number
  /** How many are. */
  @Column({ type: 'int' }) issued!: number
  /** Of those, how many wait without a code: redemptions that are held for a person. */
  @Column({ type: 'int', default: 0 }) reserved!: number
  /** The number of the code that was issued last: the next one is looked for behind it. */
  @Column({ type: 'int', default: 0 }) last_seq!: number
  /** Since when nobody can redeem it, by an emergency of the desk: no catalogue that goes live changes that. */
  @Column({ type: 'datetime', precision: 3, nullable: true }) taken_down_at!: Date | string | null
}

/** The code pool. Codes are numbered 1, 2, 3 … in each benefit, so that the stock row is the pointer to the next. */
@Entity('benefit_code')
@Index('benefit_code_once', ['programme_id', 'fingerprint'], { unique: true })
export class BenefitCodeRow {
  @PrimaryColumn({ type: 'varchar', length: 32 }) programme_id!: string
  @PrimaryColumn({ type: 'varchar', length: 32 }) benefit_id!: string
  @PrimaryColumn({ type: 'int' }) seq!: number
  @Column({ type: 'varchar', length: 26 }) code_id!: string
  /** The code, sealed. */
  @Column({ type: 'varchar', length: 1024 }) cipher!: string
  @Column({ type: 'varchar', length: 64 }) fingerprint!: string
  /** What lists show, so that they need no key. */
  @Column({ type: 'varchar', length: 16 }) masked!: string
  /** `free`, `issued`, `expired` before anybody had it, or `replaced`: it was issued and did not work. */
  @Column({ type: 'varchar', length: 8 }) state!: 'free' | 'issued' | 'expired' | 'replaced'
  @Column({ type: 'varchar', length: 26, nullable: true }) redemption_id!: string | null
  @Column({ type: 'varchar', length: 26, nullable: true }) cardholder_id!: string | null
  /** The batch that it was delivered in; null for those loaded before there were batches. */
  @Column({ type: 'varchar', length: 32, nullable: true }) batch_id!: string | null
  /** The last moment at which the code works, where its batch has one. */
  @Column({ type: 'datetime', precision: 3, nullable: true }) valid_until!: Date | string | null
}

/** Codes that came together. */
@Entity('code_batch')
export class CodeBatchRow {
  @PrimaryColumn({ type: 'varchar', length: 32 }) programme_id!: string
  @PrimaryColumn({ type: 'varchar', length: 32 }) batch_id!: string
  @Column({ type: 'datetime', precision: 3, nullable: true }) valid_until!: Date | string | null
  @Column({ type: 'integer' }) codes!: number
  /** When what was left of it was taken out of the pool. */
  @Column({ type: 'datetime', precision: 3, nullable: true }) expired_at!: Date | string | null
  @Column({ type: 'datetime', precision: 3 }) loaded_at!: Date | string
}
