import { Column, Entity, Index, PrimaryColumn } from 'typeorm'

/** A supplier's list of one day that was compared whole; each is compared once. */
@Entity('supplier_statement')
export class SupplierStatementRow {
  @PrimaryColumn({ type: 'varchar', length: 32 }) supplier!: string
  @PrimaryColumn({ type: 'varchar', length: 10 }) day!: string
  /** SHA-256 of its bytes, hex. */
  @Column({ type: 'varchar', length: 64 }) proof!: string
  @Column({ type: 'integer' }) line_count!: number
  @Column({ type: 'datetime', precision: 3 }) closed_at!: Date | string
}

/** What a supplier says otherwise than we have it. It changes nothing by itself: operators read it. */
@Entity('supplier_difference')
@Index('supplier_difference_list', ['programme_id', 'id'])
export class SupplierDifferenceRow {
  @PrimaryColumn({ type: 'varchar', length: 32 }) supplier!: string
  /** The day of the statement, or the Shanghai day on which it was said. */
  @PrimaryColumn({ type: 'varchar', length: 10 }) day!: string
  @PrimaryColumn({ type: 'varchar', length: 64 }) order_no!: string
  @PrimaryColumn({ type: 'varchar', length: 24 }) kind!: string
  @Column({ type: 'varchar', length: 26 }) id!: string
  /** `*` where the order is not ours, so that nobody knows whose it is. */
  @Column({ type: 'varchar', length: 32 }) programme_id!: string
  @Column({ type: 'varchar', length: 64, nullable: true }) ours!: string | null
  @Column({ type: 'varchar', length: 64, nullable: true }) theirs!: string | null
  /** `answer`, `query`, `callback`, `statement`. */
  @Column({ type: 'varchar', length: 16 }) source!: string
  @Column({ type: 'datetime', precision: 3 }) seen_at!: Date | string
}
