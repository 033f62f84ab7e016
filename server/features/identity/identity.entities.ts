import { Column, Entity, Index, PrimaryColumn } from 'typeorm'
import type { Level, Validity } from '../../../shared/contract/identity'

/** A person as one programme knows them. The same openid in another programme is another cardholder. */
@Entity('cardholder')
@Index('cardholder_openid', ['programme_id', 'openid_fingerprint'], { unique: true })
@Index('cardholder_phone', ['programme_id', 'phone_fingerprint'])
export class CardholderRow {
  @PrimaryColumn({ type: 'varchar', length: 26 }) cardholder_id!: string
  @Column({ type: 'varchar', length: 32 }) programme_id!: string
  @Column({ type: 'varchar', length: 64 }) openid_fingerprint!: string
  @Column({ type: 'varchar', length: 255 }) openid_sealed!: string
  @Column({ type: 'varchar', length: 64, nullable: true }) phone_fingerprint!: string | null
  @Column({ type: 'varchar', length: 255, nullable: true }) phone_sealed!: string | null
  @Column({ type: 'varchar', length: 10 }) level!: Level
  @Column({ type: 'datetime', precision: 3 }) created_at!: Date | string
}

/** One login on one device. */
@Entity('session')
export class SessionRow {
  @PrimaryColumn({ type: 'varchar', length: 26 }) cardholder_id!: string
  @PrimaryColumn({ type: 'varchar', length: 26 }) session_id!: string
  @Column({ type: 'varchar', length: 32 }) programme_id!: string
  /** The token itself is kept by the client alone. */
  @Column({ type: 'varchar', length: 64 }) token_fingerprint!: string
  @Column({ type: 'varchar', length: 64 }) device!: string
  @Column({ type: 'varchar', length: 10 }) validity!: Validity
  @Column({ type: 'datetime', precision: 3 }) started_at!: Date | string
  @Column({ type: 'datetime', precision: 3 }) last_seen_at!: Date | string
  @Column({ type: 'datetime', precision: 3 }) expires_at!: Date | string
}
