import { Column, Entity, Index, PrimaryColumn } from 'typeorm'

/** What a cardholder has set about redeeming; no row means that nothing was ever set. */
@Entity('security_lock')
export class SecurityLockRow {
  @PrimaryColumn({ type: 'varchar', length: 26 }) cardholder_id!: string
  @Column({ type: 'varchar', length: 32 }) programme_id!: string
  /** 1 or 0, as is `night_lock`. */
  @Column({ type: 'int' }) frozen!: number
  /** Null leaves it to the programme. */
  @Column({ type: 'bigint', nullable: true }) daily_limit_points!: string | number | null
  @Column({ type: 'int' }) night_lock!: number
  @Column({ type: 'int', default: 0 }) trusted_only!: number
  @Column({ type: 'datetime', precision: 3 }) changed_at!: Date | string
}

/** How somebody proves that it is they who want something, and the token that it gave. */
@Entity('step_up')
@Index('step_up_expiry', ['expires_at'])
export class StepUpRow {
  @PrimaryColumn({ type: 'varchar', length: 26 }) cardholder_id!: string
  @PrimaryColumn({ type: 'varchar', length: 26 }) step_up_id!: string
  @Column({ type: 'varchar', length: 32 }) programme_id!: string
  /** `otp`: a one-time password of the bank. `soter`: what a trusted device signs. */
  @Column({ type: 'varchar', length: 8, default: 'otp' }) way!: 'otp' | 'soter'
  /** Of the device that signs; null for a one-time password, which may come from any. */
  @Column({ type: 'varchar', length: 26, nullable: true }) session_id!: string | null
  /** The bank's name for the password, or the text that is signed. */
  @Column({ type: 'varchar', length: 64 }) challenge_id!: string
  /** Empty where the bank is not asked. */
  @Column({ type: 'varchar', length: 64 }) card_token!: string
  /** What the token is good for, as `boundTo` writes it. */
  @Column({ type: 'varchar', length: 160 }) bound_to!: string
  /** Keyed hash of the token; null until the bank, or WeChat, has said yes. */
  @Column({ type: 'varchar', length: 64, nullable: true }) token_fingerprint!: string | null
  /** Of the password at first, then of the token. */
  @Column({ type: 'datetime', precision: 3 }) expires_at!: Date | string
  @Column({ type: 'datetime', precision: 3, nullable: true }) used_at!: Date | string | null
  @Column({ type: 'datetime', precision: 3 }) created_at!: Date | string
}
