import { Column, Entity, Index, PrimaryColumn } from 'typeorm'

/** What a tier offers from a month on, until a later version begins. Append only. */
@Entity('entitlement_set')
@Index('entitlement_set_version', ['programme_id', 'tier', 'version'], { unique: true })
export class EntitlementSetRow {
  @PrimaryColumn({ type: 'varchar', length: 32 }) programme_id!: string
  @PrimaryColumn({ type: 'varchar', length: 16 }) tier!: string
  /** The first day of a month. */
  @PrimaryColumn({ type: 'varchar', length: 10 }) since!: string
  @Column({ type: 'varchar', length: 32 }) version!: string
  /** How many of the list a cardholder may choose each month. */
  @Column({ type: 'int' }) choose!: number
  /** Ids of benefits as JSON, in the order of the screen. */
  @Column({ type: 'text' }) benefits!: string
  @Column({ type: 'datetime', precision: 3 }) created_at!: Date | string
}

/** One choice. Its slot counts from 1 in each month, so that no two requests can take the same one. */
@Entity('entitlement_choice')
@Index('entitlement_choice_benefit', ['cardholder_id', 'month', 'benefit_id'], { unique: true })
@Index('entitlement_choice_redemption', ['cardholder_id', 'redemption_id'], { unique: true })
export class EntitlementChoiceRow {
  @PrimaryColumn({ type: 'varchar', length: 26 }) cardholder_id!: string
  @PrimaryColumn({ type: 'varchar', length: 7 }) month!: string
  @PrimaryColumn({ type: 'int' }) slot!: number
  @Column({ type: 'varchar', length: 32 }) programme_id!: string
  /** The tier and the version of its set by which it was chosen. */
  @Column({ type: 'varchar', length: 16 }) tier!: string
  @Column({ type: 'varchar', length: 32 }) version!: string
  @Column({ type: 'varchar', length: 32 }) benefit_id!: string
  @Column({ type: 'varchar', length: 26 }) redemption_id!: string
  @Column({ type: 'datetime', precision: 3 }) chosen_at!: Date | string
}
