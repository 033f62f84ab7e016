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
  /** How many are; also the number of the code that was issued last. */
  @Column({ type: 'int' }) issued!: number
}

/** The code pool. Codes are numbered 1, 2, 3 … in each benefit without gaps, so that the stock row is the pointer to the next. */
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
  /** `free` or `issued`. */
  @Column({ type: 'varchar', length: 8 }) state!: 'free' | 'issued'
  @Column({ type: 'varchar', length: 26, nullable: true }) redemption_id!: string | null
  @Column({ type: 'varchar', length: 26, nullable: true }) cardholder_id!: string | null
}
