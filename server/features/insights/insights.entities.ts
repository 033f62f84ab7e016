import { Column, Entity, PrimaryColumn } from 'typeorm'

/** A day of a programme that has been added up, and is not again. */
@Entity('insight_counted')
export class InsightCountedRow {
  @PrimaryColumn({ type: 'varchar', length: 32 }) programme_id!: string
  @PrimaryColumn({ type: 'varchar', length: 10 }) day!: string
  @Column({ type: 'datetime', precision: 3 }) counted_at!: Date | string
}

/** Points that moved over the border of what cardholders own. A late fact counts in the day that it belongs to. */
@Entity('insight_points')
export class InsightPointsRow {
  @PrimaryColumn({ type: 'varchar', length: 32 }) programme_id!: string
  /** The day on which it was written. */
  @PrimaryColumn({ type: 'varchar', length: 10 }) counted_on!: string
  /** The business day for which it counts. */
  @PrimaryColumn({ type: 'varchar', length: 10 }) day!: string
  @Column({ type: 'bigint' }) issued!: string | number
  @Column({ type: 'bigint' }) redeemed!: string | number
  @Column({ type: 'bigint' }) expired!: string | number
  @Column({ type: 'bigint' }) taken_back!: string | number
}

/** What was delivered of a benefit on a day. */
@Entity('insight_benefit')
export class InsightBenefitRow {
  @PrimaryColumn({ type: 'varchar', length: 32 }) programme_id!: string
  @PrimaryColumn({ type: 'varchar', length: 10 }) day!: string
  @PrimaryColumn({ type: 'varchar', length: 32 }) benefit_id!: string
  @Column({ type: 'bigint' }) delivered!: string | number
  @Column({ type: 'bigint' }) points!: string | number
}

/** How the orders at a supplier ended on a day. */
@Entity('insight_supplier')
export class InsightSupplierRow {
  @PrimaryColumn({ type: 'varchar', length: 32 }) programme_id!: string
  @PrimaryColumn({ type: 'varchar', length: 10 }) day!: string
  @PrimaryColumn({ type: 'varchar', length: 32 }) supplier!: string
  @Column({ type: 'bigint' }) delivered!: string | number
  @Column({ type: 'bigint' }) failed!: string | number
  /** How many were delivered within each step of time, as JSON: see delays.rules. */
  @Column({ type: 'text' }) delays!: string
}

/** The steps of the loop as they stood at the end of a day. */
@Entity('insight_loop')
export class InsightLoopRow {
  @PrimaryColumn({ type: 'varchar', length: 32 }) programme_id!: string
  @PrimaryColumn({ type: 'varchar', length: 10 }) day!: string
  /** `LoopFigures` as JSON. */
  @Column({ type: 'text' }) figures!: string
  @Column({ type: 'datetime', precision: 3 }) counted_at!: Date | string
}
