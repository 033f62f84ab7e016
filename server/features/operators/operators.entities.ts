import { Column, Entity, Index, PrimaryColumn } from 'typeorm'

/** Somebody who works at the desk. `programme_id` is `*` for all programmes. */
@Entity('operator')
@Index('operator_name', ['programme_id', 'name'], { unique: true })
@Index('operator_login', ['login'], { unique: true })
export class OperatorRow {
  @PrimaryColumn({ type: 'varchar', length: 26 }) id!: string
  @Column({ type: 'varchar', length: 32 }) programme_id!: string
  @Column({ type: 'varchar', length: 64 }) name!: string
  /** Separated by commas. */
  @Column({ type: 'varchar', length: 64 }) roles!: string
  /** The keyed hash of the token; the token itself is kept nowhere. */
  @Column({ type: 'varchar', length: 64 }) token_fingerprint!: string
  @Column({ type: 'datetime', precision: 3 }) created_at!: Date | string
  @Column({ type: 'datetime', precision: 3, nullable: true }) disabled_at!: Date | string | null
  /** What they sign in with; null for a program, which has its token alone. */
  @Column({ type: 'varchar', length: 32, nullable: true }) login!: string | null
  /** Argon2id, with its salt and its cost. */
  @Column({ type: 'varchar', length: 160, nullable: true }) password_hash!: string | null
  /** The secret of the one-time codes, sealed. */
  @Column({ type: 'varchar', length: 512, nullable: true }) totp_cipher!: string | null
  /** The newest step of time whose code was used: no code opens twice. */
  @Column({ type: 'bigint', default: 0 }) totp_step!: string | number
  /** The keyed hash of the code with which the account is set up. */
  @Column({ type: 'varchar', length: 64, nullable: true }) enrolment_fingerprint!: string | null
  @Column({ type: 'datetime', precision: 3, nullable: true }) enrolment_until!: Date | string | null
}

/** A browser in which an operator is signed in. */
@Entity('operator_session')
@Index('operator_session_list', ['operator_id', 'id'])
export class OperatorSessionRow {
  @PrimaryColumn({ type: 'varchar', length: 26 }) id!: string
  @Column({ type: 'varchar', length: 26 }) operator_id!: string
  @Column({ type: 'varchar', length: 64 }) token_fingerprint!: string
  @Column({ type: 'datetime', precision: 3 }) started_at!: Date | string
  @Column({ type: 'datetime', precision: 3 }) seen_at!: Date | string
  @Column({ type: 'datetime', precision: 3 }) expires_at!: Date | string
  @Column({ type: 'datetime', precision: 3, nullable: true }) ended_at!: Date | string | null
  @Column({ type: 'varchar', length: 64 }) address!: string
  @Column({ type: 'varchar', length: 200 }) agent!: string
}

/** Failures in a row at a login, whether or not anybody has it. */
@Entity('operator_failure')
export class OperatorFailureRow {
  @PrimaryColumn({ type: 'varchar', length: 64 }) login_fingerprint!: string
  @Column({ type: 'int' }) failures!: number
  @Column({ type: 'datetime', precision: 3 }) last_at!: Date | string
  @Column({ type: 'datetime', precision: 3, nullable: true }) locked_until!: Date | string | null
}

/** What one operator asks and another decides. */
@Entity('request')
@Index('request_list', ['programme_id', 'state', 'id'])
export class RequestRow {
  @PrimaryColumn({ type: 'varchar', length: 26 }) id!: string
  @Column({ type: 'varchar', length: 32 }) programme_id!: string
  @Column({ type: 'varchar', length: 32 }) kind!: string
  /** As the contract has it for the kind, as JSON. */
  @Column({ type: 'text' }) payload!: string
  @Column({ type: 'varchar', length: 300 }) reason!: string
  @Column({ type: 'varchar', length: 26 }) made_by!: string
  @Column({ type: 'datetime', precision: 3 }) made_at!: Date | string
  @Column({ type: 'varchar', length: 12 }) state!: string
  @Column({ type: 'varchar', length: 26, nullable: true }) decided_by!: string | null
  @Column({ type: 'datetime', precision: 3, nullable: true }) decided_at!: Date | string | null
  @Column({ type: 'varchar', length: 300, nullable: true }) decision_reason!: string | null
  /** What an approval did, or the code of what stood against it, as JSON. */
  @Column({ type: 'text', nullable: true }) result!: string | null
}

/** What was done, by whom and why. Append only. */
@Entity('audit')
@Index('audit_list', ['programme_id', 'id'])
@Index('audit_subject', ['programme_id', 'subject', 'id'])
export class AuditRow {
  @PrimaryColumn({ type: 'varchar', length: 26 }) id!: string
  @Column({ type: 'datetime', precision: 3 }) at!: Date | string
  /** Null for what was done on the command line. */
  @Column({ type: 'varchar', length: 26, nullable: true }) operator_id!: string | null
  @Column({ type: 'varchar', length: 32 }) programme_id!: string
  @Column({ type: 'varchar', length: 40 }) action!: string
  /** The request or the operator that it is about. */
  @Column({ type: 'varchar', length: 64 }) subject!: string
  @Column({ type: 'varchar', length: 300, nullable: true }) reason!: string | null
  /** What changed, before and after, as JSON. */
  @Column({ type: 'text' }) details!: string
  /** The HTTP request, as the log names it. */
  @Column({ type: 'varchar', length: 64, nullable: true }) request_id!: string | null
  @Column({ type: 'varchar', length: 64, nullable: true }) address!: string | null
}

/** A code that was shown to the operator who asked for it; the key lets each approved request show it once. */
@Entity('desk_reveal')
export class DeskRevealRow {
  @PrimaryColumn({ type: 'varchar', length: 26 }) request_id!: string
  @Column({ type: 'varchar', length: 32 }) programme_id!: string
  @Column({ type: 'varchar', length: 26 }) cardholder_id!: string
  @Column({ type: 'varchar', length: 26 }) redemption_id!: string
  @Column({ type: 'varchar', length: 26 }) operator_id!: string
  @Column({ type: 'datetime', precision: 3 }) shown_at!: Date | string
}
