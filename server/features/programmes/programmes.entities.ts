import { Column, Entity, PrimaryColumn } from 'typeorm'

/** One co-brand. Every table of a programme carries its id, and no query crosses it. */
@Entity('programme')
export class ProgrammeRow {
  @PrimaryColumn({ type: 'varchar', length: 32 }) id!: string
  /** `ProgrammeSettings` as JSON. */
  @Column({ type: 'text' }) settings!: string
  @Column({ type: 'datetime', precision: 3 }) created_at!: Date | string
}

/** A later version of a programme's earning rule. Append only. */
@Entity('earning_rule')
export class EarningRuleRow {
  @PrimaryColumn({ type: 'varchar', length: 32 }) programme_id!: string
  /** The first day for which it counts. */
  @PrimaryColumn({ type: 'varchar', length: 10 }) since!: string
  @Column({ type: 'varchar', length: 32 }) version!: string
  /** `EarningRule` as JSON. */
  @Column({ type: 'text' }) definition!: string
  @Column({ type: 'datetime', precision: 3 }) created_at!: Date | string
}

/** A later version of a programme's terms. Append only. */
@Entity('programme_terms')
export class ProgrammeTermsRow {
  @PrimaryColumn({ type: 'varchar', length: 32 }) programme_id!: string
  /** The first day for which they count. */
  @PrimaryColumn({ type: 'varchar', length: 10 }) since!: string
  @Column({ type: 'varchar', length: 32 }) version!: string
  /** `ProgrammeTerms` as JSON. */
  @Column({ type: 'text' }) definition!: string
  @Column({ type: 'datetime', precision: 3 }) created_at!: Date | string
}

/** A budget that was used up, of a rule version or of one of its bonuses. Append only. */
@Entity('earning_closure')
export class EarningClosureRow {
  @PrimaryColumn({ type: 'varchar', length: 32 }) programme_id!: string
  @PrimaryColumn({ type: 'varchar', length: 32 }) rule_version!: string
  /** Empty for the rule itself. */
  @PrimaryColumn({ type: 'varchar', length: 24 }) bonus_id!: string
  /** The first business day on which it earns nothing more. */
  @Column({ type: 'varchar', length: 10 }) closed_from!: string
  @Column({ type: 'bigint' }) points_used!: string | number
  @Column({ type: 'datetime', precision: 3 }) created_at!: Date | string
}
