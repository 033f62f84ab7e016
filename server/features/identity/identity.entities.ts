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
  /** 1 where the bank says that its holder is under age, else 0. */
  @Column({ type: 'int', default: 0 }) minor!: number
  @Column({ type: 'datetime', precision: 3 }) created_at!: Date | string
  /** Set when the account was deleted: openid and phone are gone, and the row is what the books belong to. */
  @Column({ type: 'datetime', precision: 3, nullable: true }) deleted_at!: Date | string | null
}

/** A text on privacy that was agreed to. Append only, but for the moment at which the consent was withdrawn. */
@Entity('consent')
export class ConsentRow {
  @PrimaryColumn({ type: 'varchar', length: 26 }) cardholder_id!: string
  @PrimaryColumn({ type: 'varchar', length: 26 }) id!: string
  @Column({ type: 'varchar', length: 32 }) programme_id!: string
  @Column({ type: 'varchar', length: 64 }) version!: string
  /** SHA-256 of the text in both languages, hex. */
  @Column({ type: 'varchar', length: 64 }) text_hash!: string
  @Column({ type: 'datetime', precision: 3 }) agreed_at!: Date | string
  @Column({ type: 'datetime', precision: 3, nullable: true }) withdrawn_at!: Date | string | null
}

/** One login on one device. */
@Entity('session')
@Index('session_expiry', ['expires_at'])
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
  /** When a second proof was given on this device; null until then. */
  @Column({ type: 'datetime', precision: 3, nullable: true }) trusted_at!: Date | string | null
  /** From when a finger or a face stands for a one-time password on it; null until it is trusted. */
  @Column({ type: 'datetime', precision: 3, nullable: true }) biometric_from!: Date | string | null
  /** WeChat's risk rank, 0 to 4, as it was asked for last. */
  @Column({ type: 'int', nullable: true }) wechat_rank!: number | null
  @Column({ type: 'datetime', precision: 3, nullable: true }) wechat_rank_at!: Date | string | null
}
