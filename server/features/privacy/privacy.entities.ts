import { Column, Entity, Index, PrimaryColumn } from 'typeorm'

/** An account that was deleted: what shows that it was, and when, without saying whose it had been. */
@Entity('account_deletion')
@Index('account_deletion_sweep', ['swept_at', 'deleted_at'])
export class AccountDeletionRow {
  @PrimaryColumn({ type: 'varchar', length: 26 }) cardholder_id!: string
  @Column({ type: 'varchar', length: 32 }) programme_id!: string
  /** What the person was given to ask about it; it leads to nobody. */
  @Column({ type: 'varchar', length: 26 }) receipt!: string
  @Column({ type: 'bigint' }) points_lost!: string | number
  @Column({ type: 'datetime', precision: 3 }) deleted_at!: Date | string
  /** When it was erased once more, after every request that was under way had ended. */
  @Column({ type: 'datetime', precision: 3, nullable: true }) swept_at!: Date | string | null
}
