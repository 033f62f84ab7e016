import { Column, Entity, PrimaryColumn } from 'typeorm'

/**
 * Points that a posting issued under a budget. Each posting adds rows of its own, so that none waits for another; they are
 * summed up into one row later.
 */
@Entity('points_issued')
export class PointsIssuedRow {
  @PrimaryColumn({ type: 'varchar', length: 32 }) programme_id!: string
  @PrimaryColumn({ type: 'varchar', length: 26 }) id!: string
  @Column({ type: 'varchar', length: 32 }) rule_version!: string
  /** Empty for all points of the version; else the extra points of that bonus. */
  @Column({ type: 'varchar', length: 24 }) bonus_id!: string
  /** Below zero where a correction took points back to the issuer. */
  @Column({ type: 'bigint' }) points!: string | number
  @Column({ type: 'datetime', precision: 3 }) created_at!: Date | string
}
